import { memo } from 'react';
import { classNames } from '@/components/ui/class-names';
import { isEmojiOnly } from './is-emoji-only';
import { splitLinks } from './split-links';

/** The words of a message, as text and nothing else; whichever way they are written, they turn nothing around them. */
export const TextEntry = memo(function TextEntry({ text, isSelf }: { text: string; isSelf: boolean }) {
  const isLarge = isEmojiOnly(text);
  return (
    <p
      dir="auto"
      className={classNames(
        'w-fit max-w-[88%] overflow-hidden whitespace-pre-wrap [overflow-wrap:anywhere] [unicode-bidi:isolate]',
        isLarge && 'text-4xl leading-snug',
        !isLarge && 'rounded-2xl px-3.5 py-2 text-[0.9375rem] leading-snug',
        !isLarge && (isSelf ? 'bg-accent text-accent-text' : 'bg-text/10'),
      )}
    >
      {splitLinks(text).map(({ text: part, href }, n) =>
        href === null ? (
          part
        ) : (
          <a
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text never move.
            key={n}
            href={href}
            target="_blank"
            rel="noopener noreferrer"
            className={classNames('underline underline-offset-2', !isSelf && 'text-accent')}
          >
            {part}
          </a>
        ),
      )}
    </p>
  );
});
