import type { Reaction } from '@/lib/protocol';

/** Pictures, even where a text font has the same signs in black and white. */
export const emojiFont = "font-['Apple_Color_Emoji','Segoe_UI_Emoji','Noto_Color_Emoji',sans-serif]";

/** How each reaction is drawn, and what it is called: "Ada reacted with applause". */
export const reactionSigns: Record<Reaction, { emoji: string; name: string }> = {
  'thumbs-up': { emoji: '👍', name: 'Thumbs up' },
  heart: { emoji: '❤️', name: 'Heart' },
  laugh: { emoji: '😂', name: 'Laughter' },
  wow: { emoji: '😮', name: 'Surprise' },
  clap: { emoji: '👏', name: 'Applause' },
  party: { emoji: '🎉', name: 'Celebration' },
};
