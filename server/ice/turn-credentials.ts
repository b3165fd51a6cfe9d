import { createHmac } from 'node:crypto';

export interface TurnCredentials {
  username: string;
  credential: string;
}

/**
 * Time-limited TURN credentials as coturn's `use-auth-secret` checks them (draft-uberti-behave-turn-rest-00): the
 * user name is `<expiry in Unix seconds>:<userId>`, the credential its HMAC-SHA1 in base64.
 */
export function turnCredentials(secret: string, userId: string, expiryS: number): TurnCredentials {
  const username = `${expiryS}:${userId}`;
  return { username, credential: createHmac('sha1', secret).update(username).digest('base64') };
}
