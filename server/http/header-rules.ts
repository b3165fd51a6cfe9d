import { createPolicy } from './content-security-policy';
import {
  baseHeaders,
  documentHeaders,
  hashedPath,
  openerHeaders,
  sitesWithoutOpener,
} from './document-headers';

/** Headers for the paths that `source` names, in the words of Next's configuration. */
export interface HeaderRule {
  source: string;
  /** The same as a regular expression over the path, for hosts that know no other. */
  regex: string;
  /** Not where the request carries this header with such a value. */
  missing?: { type: 'header'; key: string; value: string }[];
  headers: { key: string; value: string }[];
}

export interface HeaderRulesOptions {
  /** `'sha256-…'` of every inline script in the pages. */
  scriptHashes: readonly string[];
  /** Origins that the pages connect to beside their own. */
  connectOrigins: readonly string[];
  isHttps: boolean;
}

const everything = { source: '/:path*', regex: '^/.*$' };
const documents = {
  source: `/:path((?!${hashedPath.slice(1)}).*)`,
  regex: `^/(?!${hashedPath.slice(1)}).*$`,
};

function listed(headers: Readonly<Record<string, string>>): { key: string; value: string }[] {
  return Object.entries(headers).map(([key, value]) => ({ key, value }));
}

/** The security headers of the pages as rules, for a host that serves them without this server: the same ones. */
export function createHeaderRules({
  scriptHashes,
  connectOrigins,
  isHttps,
}: HeaderRulesOptions): HeaderRule[] {
  const policy = createPolicy({ scriptHashes, socketOrigins: connectOrigins })(undefined);
  const toDocuments = {
    ...documentHeaders,
    Vary: 'Sec-Fetch-Site',
    // A page that a shared cache kept across a deploy would name scripts that are gone.
    'Cache-Control': 'no-cache',
    'Content-Security-Policy': policy,
  };
  const missing = [
    { type: 'header' as const, key: 'sec-fetch-site', value: `(?:${sitesWithoutOpener.join('|')})` },
  ];
  return [
    { ...everything, headers: listed(baseHeaders(isHttps)) },
    { ...documents, headers: listed(toDocuments) },
    { ...documents, missing, headers: listed(openerHeaders) },
  ];
}
