import type { CheckRow } from './finding';
import { hostOf, type Relay } from './ice-urls';
import { relayNames } from './network-findings';

const notYet = 'Waiting for its turn.';
const running = 'Checking…';
const pointless = 'Not checked: something before it has to work first.';

const row = (id: string, name: string, words = notYet): CheckRow => ({
  id,
  name,
  state: 'waiting',
  figure: null,
  words,
});

/** The lines of the check page, in their order. `relay` stands for the relays until they are known. */
export class CheckRows {
  onChange: () => void = () => undefined;
  #rows: readonly CheckRow[] = [
    row('secure', 'Secure page'),
    row('camera', 'Camera'),
    row('microphone', 'Microphone'),
    row('speaker', 'Speaker', 'The test plays a short chime.'),
    row('server', 'Call server'),
    row('stun', 'UDP (STUN)'),
    row('relay', 'Relay (TURN)'),
    row('mapping', 'Address translation (NAT)'),
    row('ipv6', 'IPv6'),
    row('loopback', 'Call through the relay'),
  ];

  get list(): readonly CheckRow[] {
    return this.#rows;
  }

  set(id: string, finding: Omit<CheckRow, 'id' | 'name'>): void {
    this.#rows = this.#rows.map((former) =>
      former.id === id ? { id, name: former.name, ...finding } : former,
    );
    this.onChange();
  }

  run(...ids: string[]): void {
    for (const id of ids) this.set(id, { state: 'running', figure: null, words: running });
  }

  skip(...ids: string[]): void {
    for (const id of ids) this.set(id, { state: 'skipped', figure: null, words: pointless });
  }

  /** One line for each relay, named by its host where there are several. */
  setRelays(relays: readonly Relay[]): void {
    if (relays.length === 0) return;
    const hasSeveralHosts = new Set(relays.map(({ url }) => hostOf(url))).size > 1;
    const rows = relays.map(({ url, transport }): CheckRow => {
      const name = hasSeveralHosts ? `${relayNames[transport]}, ${hostOf(url)}` : relayNames[transport];
      return { id: `relay ${url}`, name, state: 'running', figure: null, words: running };
    });
    this.#rows = this.#rows.flatMap((former) => (former.id === 'relay' ? rows : [former]));
    this.onChange();
  }
}
