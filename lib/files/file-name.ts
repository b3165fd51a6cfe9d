import { limits } from '@/lib/protocol';

/** Control characters, and those that turn the direction of text around: "exe.gpj" would read as "jpg.exe". */
const invisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
/** What separates folders, and what some systems forbid in names. */
const forbidden = /[/\\:*?"<>|]/g;
const longestExtension = 20;

/**
 * A name that can be shown and saved under, whatever was sent: one line, no folders, nothing that hides or reorders
 * what it says, not too long. The extension stays.
 */
export function safeFileName(name: string): string {
  const cleaned = name
    .normalize('NFC')
    .replaceAll(invisible, '')
    .replaceAll(forbidden, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  if (cleaned === '') return 'file';
  const maxLength = Math.min(120, limits.fileNameLength);
  if (cleaned.length <= maxLength) return cleaned;
  const dot = cleaned.lastIndexOf('.');
  const extension = dot > 0 && cleaned.length - dot <= longestExtension ? cleaned.slice(dot) : '';
  const stem = cleaned.slice(0, maxLength - extension.length).replace(/[\uD800-\uDBFF]$/, '');
  return stem.trimEnd() + extension;
}
