/** A sign that two people can compare by eye or by ear. */
export interface SafetyEmoji {
  emoji: string;
  /** How it is read aloud. */
  name: string;
}

const table =
  '🐶 dog,🐱 cat,🐴 horse,🐷 pig,🐘 elephant,🐰 rabbit,🐼 panda,🐔 rooster,' +
  '🐧 penguin,🐢 turtle,🐟 fish,🐙 octopus,🦋 butterfly,🐝 bee,🐍 snake,🦁 lion,' +
  '🌵 cactus,🌲 tree,🌻 sunflower,🍄 mushroom,🌍 globe,🌙 moon,🔥 fire,🌈 rainbow,' +
  '🍌 banana,🍎 apple,🍓 strawberry,🌽 corn,🍕 pizza,🎂 cake,🍦 ice cream,🥕 carrot,' +
  '🚗 car,🚲 bicycle,🚀 rocket,🚂 train,🚁 helicopter,⛵ sailboat,🏠 house,⛺ tent,' +
  '⌚ watch,🎈 balloon,🎁 gift,🎸 guitar,🎺 trumpet,🥁 drum,🎲 dice,⚽ football,' +
  '🔑 key,🔨 hammer,📎 paperclip,🔔 bell,📖 book,💡 light bulb,📷 camera,🦀 crab,' +
  '🎩 hat,👓 glasses,👑 crown,🤖 robot,👻 ghost,⚓ anchor,🏆 trophy,💎 diamond';

/** 64 signs, six bits each. The order is part of the safety code: both ends must have the same. */
export const safetyEmoji: readonly SafetyEmoji[] = table.split(',').map((entry) => {
  const space = entry.indexOf(' ');
  return { emoji: entry.slice(0, space), name: entry.slice(space + 1) };
});
