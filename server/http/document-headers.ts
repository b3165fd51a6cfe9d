const permissionsPolicy = [
  'camera=(self)',
  'microphone=(self)',
  'display-capture=(self)',
  'fullscreen=(self)',
  'picture-in-picture=(self)',
  'autoplay=(self)',
  'screen-wake-lock=(self)',
  'speaker-selection=(self)',
  'compute-pressure=(self)',
  'geolocation=()',
  'payment=()',
  'usb=()',
  'encrypted-media=()',
  'browsing-topics=()',
].join(', ');

/** The headers of every response; `isHttps`: the pages are reached over HTTPS alone. */
export function baseHeaders(isHttps: boolean): Readonly<Record<string, string>> {
  return {
    'X-Content-Type-Options': 'nosniff',
    ...(isHttps && { 'Strict-Transport-Security': 'max-age=31536000' }),
  };
}

/** What browsers obey on documents only; a kilobyte that a dozen scripts need not carry each. */
export const documentHeaders: Readonly<Record<string, string>> = {
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': permissionsPolicy,
};

/**
 * What cuts a document off from the page that opened it. Browsers start a new process for that, which a link that
 * somebody pasted, typed or clicked in another program need not wait for.
 */
export const openerHeaders: Readonly<Record<string, string>> = {
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** Values of `Sec-Fetch-Site` (Fetch Metadata) with which no page of another site can hold a handle on the document. */
export const sitesWithoutOpener: readonly string[] = ['none', 'same-origin'];

/** Everything below it is no document: the built files whose names change with their content. */
export const hashedPath = '/_next/static/';
