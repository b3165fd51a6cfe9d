/** What of a Redis client Socket.io's adapter uses to subscribe. */
interface Subscriber {
  subscribe(...args: never[]): Promise<unknown>;
}

/**
 * Has failed subscriptions of the client's duplicates told to `onFailure`. Socket.io's adapter subscribes with a
 * duplicate and looks at no outcome: of a node that stops meanwhile, the rejection would end the process.
 */
export function heedSubscriptions(
  client: { duplicate: (...args: never[]) => Subscriber },
  onFailure: (error: unknown) => void,
): void {
  const duplicate = client.duplicate.bind(client);
  client.duplicate = (...args) => {
    const copy = duplicate(...args);
    const subscribe = copy.subscribe.bind(copy);
    copy.subscribe = (...given) => subscribe(...given).catch(onFailure);
    return copy;
  };
}
