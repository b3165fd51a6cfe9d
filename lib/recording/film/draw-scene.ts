import type { FilmSize, Scene, SceneItem, SceneRect } from './scene';

/** A frame of a picture: an element that plays it, and its size in pixels. */
export interface Frame {
  image: CanvasImageSource;
  width: number;
  height: number;
}

/** Colours and letters of a film: those of the stage. */
export interface FilmLook {
  background: string;
  tile: string;
  speaking: string;
  micOff: string;
  fontFamily: string;
}

const cornerPx = 18;
/** A standing picture in a lying box is never cropped to a slit: narrower than this it is shown whole. */
const standingAspect = 0.8;

/** Draws everything anew. `frameOf` gives the frame of a slot, or `null` while there is none. */
export function drawScene(
  context: CanvasRenderingContext2D,
  { width, height }: FilmSize,
  scene: Scene,
  frameOf: (slot: string) => Frame | null,
  look: FilmLook,
): void {
  context.fillStyle = look.background;
  context.fillRect(0, 0, width, height);
  for (const item of scene) drawItem(context, item, frameOf(item.slot), look);
}

function drawItem(
  context: CanvasRenderingContext2D,
  item: SceneItem,
  frame: Frame | null,
  look: FilmLook,
): void {
  const { rect } = item;
  context.save();
  context.beginPath();
  context.roundRect(rect.x, rect.y, rect.width, rect.height, cornerPx);
  context.clip();
  context.fillStyle = look.tile;
  context.fillRect(rect.x, rect.y, rect.width, rect.height);
  if (frame) drawFrame(context, frame, rect, item.fit);
  else if (item.avatar) drawAvatar(context, item.avatar, rect, look);
  drawCaption(context, item, look);
  context.restore();
  if (!item.isSpeaking) return;
  context.strokeStyle = look.speaking;
  context.lineWidth = 4;
  context.beginPath();
  context.roundRect(rect.x + 2, rect.y + 2, rect.width - 4, rect.height - 4, cornerPx - 2);
  context.stroke();
}

/** Where a frame goes: over the whole box and cut at its edges, or all of it inside. */
export function placeFrame(
  { width, height }: Pick<Frame, 'width' | 'height'>,
  rect: SceneRect,
  fit: SceneItem['fit'],
): SceneRect {
  const isWhole = fit === 'contain' || (width / height < standingAspect && rect.width > rect.height);
  const ratios = [rect.width / width, rect.height / height];
  const scale = isWhole ? Math.min(...ratios) : Math.max(...ratios);
  const placed = { width: width * scale, height: height * scale };
  return {
    x: rect.x + (rect.width - placed.width) / 2,
    y: rect.y + (rect.height - placed.height) / 2,
    ...placed,
  };
}

function drawFrame(
  context: CanvasRenderingContext2D,
  frame: Frame,
  rect: SceneRect,
  fit: SceneItem['fit'],
): void {
  const { x, y, width, height } = placeFrame(frame, rect, fit);
  context.drawImage(frame.image, x, y, width, height);
}

function drawAvatar(
  context: CanvasRenderingContext2D,
  { initials, tone }: NonNullable<SceneItem['avatar']>,
  { x, y, width, height }: SceneRect,
  look: FilmLook,
): void {
  const radius = Math.min(width, height) * 0.2;
  context.fillStyle = tone;
  context.beginPath();
  context.arc(x + width / 2, y + height / 2, radius, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = '#ffffff';
  context.font = `600 ${Math.round(radius * 0.76)}px ${look.fontFamily}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(initials, x + width / 2, y + height / 2);
}

/** The crossed-out microphone of lucide, 24 by 24. */
const micOffPath =
  'M12 19v3M15 9.34V5a3 3 0 0 0-5.68-1.33M16.95 16.95A7 7 0 0 1 5 12v-2M18.89 13.23A7 7 0 0 0 19 12v-2M2 2l20 20M9 9v3a3 3 0 0 0 5.12 2.12';

function drawCaption(context: CanvasRenderingContext2D, item: SceneItem, look: FilmLook): void {
  const { x, y, width, height } = item.rect;
  const [letters, padding, chip] = [18, 12, 32];
  const icon = item.isMicrophoneOn ? 0 : 24;
  context.font = `500 ${letters}px ${look.fontFamily}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  const text = shorten(context, item.caption, width - 2 * (padding + 12) - icon);
  const top = y + height - chip - 12;
  context.fillStyle = 'rgb(0 0 0 / 60%)';
  context.beginPath();
  context.roundRect(x + 12, top, context.measureText(text).width + 2 * padding + icon, chip, chip / 2);
  context.fill();
  context.fillStyle = '#ffffff';
  context.fillText(text, x + 12 + padding + icon, top + chip / 2 + 1);
  if (icon === 0) return;
  context.save();
  context.translate(x + 12 + padding - 2, top + 7);
  context.scale(0.75, 0.75);
  context.strokeStyle = look.micOff;
  context.lineWidth = 2;
  context.stroke(new Path2D(micOffPath));
  context.restore();
}

function shorten(context: CanvasRenderingContext2D, text: string, width: number): string {
  let letters = [...text];
  if (context.measureText(text).width <= width) return text;
  while (letters.length > 0 && context.measureText(`${letters.join('')}…`).width > width) {
    letters = letters.slice(0, -1);
  }
  return `${letters.join('')}…`;
}
