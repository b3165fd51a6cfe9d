import type { DeviceKind, ErrorCode } from '@/lib/errors/error-code';
import { messages } from '@/lib/errors/messages';
import { createSpeakerTest, type SpeakerElement } from '@/lib/media/speaker-test';
import type { Result } from '@/lib/protocol';
import { createStore, type Store } from '@/lib/store/store';
import { CheckRows } from './check-rows';
import type { CheckRow, Finding } from './finding';
import type { NetworkPorts } from './gather';
import { type Relay, relaysOf } from './ice-urls';
import { type NetworkFacts, probeNetwork } from './network-facts';
import {
  ipv6Finding,
  loopbackFinding,
  mappingFinding,
  noLoopbackFinding,
  noRelayFinding,
  relayFinding,
  serverFinding,
  stunFinding,
} from './network-findings';
import { type DevicePorts, lookForDevice, tryDevice } from './probe-device';
import { probeLoopback } from './probe-loopback';
import { reachServer, type ServerFacts, type ServerPorts } from './reach-server';
import { reachVerdict, type Verdict } from './verdict';

export interface CheckState {
  rows: readonly CheckRow[];
  /** `null` until the ways out are known. A call through the relay that fails afterwards makes it another one. */
  verdict: Verdict | null;
  /** Nothing is running any more. */
  isDone: boolean;
}

export interface CheckRunPorts
  extends Omit<NetworkPorts, 'signal'>,
    DevicePorts,
    Omit<ServerPorts, 'signal'> {
  isSecure: boolean;
  isCapable: boolean;
  createSpeakerElement: (() => SpeakerElement) | undefined;
}

/** One run of all checks. What needs a person (devices) waits for `tryDevice`, `playSpeaker`; all else runs by itself. */
export class CheckRun {
  readonly state: Store<CheckState>;
  readonly #ports: CheckRunPorts;
  readonly #rows: CheckRows;
  readonly #abort = new AbortController();

  constructor(ports: CheckRunPorts) {
    this.#ports = ports;
    this.#rows = new CheckRows();
    this.state = createStore<CheckState>({ rows: this.#rows.list, verdict: null, isDone: false });
    this.#rows.onChange = () => this.state.update((state) => ({ ...state, rows: this.#rows.list }));
  }

  /** Runs everything that needs nobody. Never rejects. */
  async start(): Promise<void> {
    await Promise.all([this.#checkConnection(), this.#look('camera'), this.#look('microphone')]);
    if (!this.#abort.signal.aborted) this.state.update((state) => ({ ...state, isDone: true }));
  }

  /** Ends what is under way. Final. */
  stop(): void {
    this.#rows.onChange = () => undefined;
    this.#abort.abort();
  }

  async tryDevice(kind: DeviceKind): Promise<void> {
    this.#rows.run(kind);
    this.#rows.set(kind, await tryDevice(this.#ports, kind));
  }

  /** Plays a chime; only a person can say whether it was heard. */
  async playSpeaker(): Promise<void> {
    this.#rows.run('speaker');
    try {
      await createSpeakerTest(this.#ports.createSpeakerElement).play(null);
      this.#rows.set('speaker', {
        state: 'waiting',
        figure: null,
        words: 'A chime was played. Did you hear it?',
        isAsking: true,
      });
    } catch {
      // The one rejection there is: AppError('speaker-failed').
      const { body, action } = messages['speaker-failed'];
      this.#rows.set('speaker', { state: 'failed', figure: null, words: `${body} ${action}` });
    }
  }

  /** What the person says of the chime. */
  setHeard(isHeard: boolean): void {
    this.#rows.set(
      'speaker',
      isHeard
        ? { state: 'passed', figure: 'Heard', words: 'You hear what this device plays.' }
        : {
            state: 'failed',
            figure: 'Not heard',
            words: 'Turn up the volume, and see which speaker your device plays on.',
          },
    );
  }

  async #look(kind: DeviceKind): Promise<void> {
    this.#rows.set(kind, await lookForDevice(this.#ports, kind));
  }

  async #checkConnection(): Promise<void> {
    const { isSecure, isCapable } = this.#ports;
    this.#rows.set('secure', secureFinding(isSecure, isCapable));
    if (!isSecure || !isCapable) {
      this.#rows.skip('server', 'stun', 'relay', 'mapping', 'ipv6', 'loopback');
      this.#conclude({ ok: false, code: 'server-unreachable' }, null);
      return;
    }
    const signal = this.#abort.signal;
    this.#rows.run('server');
    const server = await reachServer({ ...this.#ports, signal });
    if (signal.aborted) return;
    this.#rows.set('server', serverFinding(server));
    if (!server.ok) {
      this.#rows.skip('stun', 'relay', 'mapping', 'ipv6', 'loopback');
      this.#conclude(server, null);
      return;
    }
    const relays = relaysOf(server.value.ice.iceServers);
    const network = await this.#checkNetwork(server.value, relays);
    if (signal.aborted) return;
    this.#conclude(server, network);
    const isRelayMute = await this.#isRelayMute(relays, network);
    if (isRelayMute && !signal.aborted) this.#conclude(server, { ...network, isRelayMute });
  }

  #checkNetwork({ ice }: ServerFacts, relays: readonly Relay[]): Promise<NetworkFacts> {
    this.#rows.run('stun', 'mapping', 'ipv6');
    this.#rows.setRelays(relays);
    if (relays.length === 0) this.#rows.set('relay', noRelayFinding(ice.iceServers.length > 0));
    const ports = { ...this.#ports, signal: this.#abort.signal };
    return probeNetwork(ports, ice, {
      reflexive: (facts) => {
        this.#rows.set('stun', stunFinding(facts));
        this.#rows.set('mapping', mappingFinding(facts));
        this.#rows.set('ipv6', ipv6Finding(facts));
      },
      relay: (outcome) => this.#rows.set(`relay ${outcome.url}`, relayFinding(outcome)),
    });
  }

  /** Calls ourselves through the best relay that works, if one does, and tells whether nothing came of it. */
  async #isRelayMute(relays: readonly Relay[], { relays: outcomes }: NetworkFacts): Promise<boolean> {
    // In the order in which calls prefer them.
    const transports = ['udp', 'tcp', 'tls'];
    const [working] = outcomes
      .filter(({ isWorking }) => isWorking)
      .sort((a, b) => transports.indexOf(a.transport) - transports.indexOf(b.transport));
    const relay = relays.find(({ url }) => url === working?.url);
    if (!relay) {
      this.#rows.set('loopback', noLoopbackFinding);
      return false;
    }
    this.#rows.run('loopback');
    const ports = { ...this.#ports, signal: this.#abort.signal };
    const facts = await probeLoopback(ports, relay);
    this.#rows.set('loopback', loopbackFinding(facts));
    return facts === null;
  }

  #conclude(server: Result<ServerFacts, ErrorCode>, network: NetworkFacts | null): void {
    const { isSecure, isCapable } = this.#ports;
    const verdict = reachVerdict({ isSecure, isCapable, server, network });
    this.state.update((state) => ({ ...state, verdict }));
  }
}

function secureFinding(isSecure: boolean, isCapable: boolean): Finding {
  if (isSecure && isCapable) {
    return {
      state: 'passed',
      figure: null,
      words: 'The page is secure, and this browser has everything that calls need.',
    };
  }
  const { body, action } = messages[isSecure ? 'browser-unsupported' : 'devices-insecure-context'];
  return { state: 'failed', figure: null, words: `${body} ${action}` };
}
