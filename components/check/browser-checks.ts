import { messages } from '@/lib/errors/messages';
import { isBrowserCapable } from '../is-browser-capable';
import type { Check } from './check';

/** Without a secure context browsers offer neither devices nor Web Crypto (Secure Contexts, W3C). */
export const checkAddress: Check = {
  name: 'Secure address',
  run: async () =>
    isSecureContext
      ? { state: 'fine', words: 'This address is secure, so the browser allows calls on it.' }
      : {
          state: 'problem',
          words: `${messages['devices-insecure-context'].body} ${messages['devices-insecure-context'].action}`,
        },
};

/** What a call can't be made without; devices have checks of their own. */
export const checkBrowser: Check = {
  name: 'Browser',
  run: async () =>
    isBrowserCapable()
      ? { state: 'fine', words: 'This browser has everything that calls need.' }
      : {
          state: 'problem',
          words: `${messages['browser-unsupported'].body} ${messages['browser-unsupported'].action}`,
        },
};
