import type { Namespace } from './namespace';
import { runCommand } from './run-command';

/** One end of a cable: an interface with an address like `192.0.2.1/30`. */
export interface End {
  namespace: Namespace;
  interface: string;
  address: string;
}

/** Connects two machines with a cable that neither loses nor delays anything (veth(4)). */
export async function connect(one: End, other: End): Promise<void> {
  await runCommand('ip', [
    'link',
    'add',
    one.interface,
    'netns',
    one.namespace.name,
    'type',
    'veth',
    'peer',
    'name',
    other.interface,
    'netns',
    other.namespace.name,
  ]);
  await Promise.all([plugIn(one), plugIn(other)]);
}

/** Gives an interface that exists its address and takes it into use. */
export async function plugIn({ namespace, interface: name, address }: End): Promise<void> {
  await namespace.ip('address', 'add', address, 'dev', name);
  await namespace.ip('link', 'set', name, 'up');
}

export function routeByDefault(namespace: Namespace, via: string): Promise<string> {
  return namespace.ip('route', 'replace', 'default', 'via', via);
}
