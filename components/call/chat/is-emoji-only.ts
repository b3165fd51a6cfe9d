const emojiOnly =
  /^(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\u200d\ufe0f\s])+$/u;
/** More of them are no longer shown large. */
const largeMax = 6;

/** Whether a message is a few emoji and nothing else. */
export function isEmojiOnly(text: string): boolean {
  // Firefox before 125 has no segmenter; there nothing is large.
  if (text.length > 80 || !emojiOnly.test(text) || !('Segmenter' in Intl)) return false;
  const signs = [...new Intl.Segmenter().segment(text)].filter(({ segment }) => segment.trim() !== '');
  return signs.length > 0 && signs.length <= largeMax;
}
