import { classNames } from '../ui/class-names';
import { Person, type PersonLooks } from './person';

interface PeopleArtProps {
  className?: string;
}

interface Tile {
  x: number;
  y: number;
  width: number;
  height: number;
  /** The corner that points at the link where the four meet. */
  corner: 'bottom-right' | 'bottom-left' | 'top-right' | 'top-left';
  background: string;
  looks: PersonLooks;
  /** Seconds into the conversation at which this one speaks; `null` only listens. */
  speaksAtS: number | null;
}

const tiles: readonly Tile[] = [
  {
    x: 4,
    y: 30,
    width: 254,
    height: 206,
    corner: 'bottom-right',
    background: '#f0b49b',
    looks: { skin: '#8d5638', hair: '#2b1c17', cloth: '#0b6a5b', hairStyle: 'curls' },
    speaksAtS: 0,
  },
  {
    x: 270,
    y: 72,
    width: 206,
    height: 164,
    corner: 'bottom-left',
    background: '#a9c9dd',
    looks: { skin: '#f0c5a4', hair: '#7a3b1d', cloth: '#7d4f8c', hairStyle: 'bob' },
    speaksAtS: 6,
  },
  {
    x: 52,
    y: 248,
    width: 206,
    height: 164,
    corner: 'top-right',
    background: '#f2d08a',
    looks: { skin: '#d9a077', hair: '#3f5a86', cloth: '#b65a34', hairStyle: 'scarf' },
    speaksAtS: null,
  },
  {
    x: 270,
    y: 248,
    width: 190,
    height: 206,
    corner: 'top-left',
    background: '#b6cfb0',
    looks: { skin: '#e6b48e', hair: '#9aa09c', cloth: '#a8483c', hairStyle: 'short' },
    speaksAtS: 3,
  },
];

const corners: readonly Tile['corner'][] = ['top-left', 'top-right', 'bottom-right', 'bottom-left'];

/** A rounded rectangle whose one corner is nearly sharp. */
function tilePath({ x, y, width, height, corner }: Tile): string {
  const [a, b, c, d] = corners.map((name) => (name === corner ? 10 : 44)) as [number, number, number, number];
  return (
    `M${x + a} ${y}H${x + width - b}a${b} ${b} 0 0 1 ${b} ${b}V${y + height - c}a${c} ${c} 0 0 1 ${-c} ${c}` +
    `H${x + d}a${d} ${d} 0 0 1 ${-d} ${-d}V${y + a}a${a} ${a} 0 0 1 ${a} ${-a}Z`
  );
}

/** Four people around a link, taking turns to speak. Decoration only. */
export function PeopleArt({ className }: PeopleArtProps) {
  return (
    <svg aria-hidden="true" viewBox="0 0 480 480" className={classNames('h-auto', className)}>
      {tiles.map((tile, index) => (
        <g key={tile.background}>
          <clipPath id={`tile-${index}`}>
            <path d={tilePath(tile)} />
          </clipPath>
          <g clipPath={`url(#tile-${index})`}>
            <path d={tilePath(tile)} fill={tile.background} />
            <Person
              x={tile.x + tile.width / 2}
              bottom={tile.y + tile.height}
              size={tile.height}
              looks={tile.looks}
            />
          </g>
          {tile.speaksAtS === null ? null : (
            <path
              d={tilePath(tile)}
              className="speaking-turn fill-none stroke-accent"
              strokeWidth="5"
              style={{ animationDelay: `${tile.speaksAtS}s` }}
            />
          )}
        </g>
      ))}
      <circle cx="264" cy="242" r="35" className="fill-surface" />
      <circle cx="264" cy="242" r="28" className="fill-accent" />
      <g
        transform="translate(252 230)"
        className="fill-none stroke-accent-text"
        strokeWidth="2.25"
        strokeLinecap="round"
        strokeLinejoin="round"
      >
        <path d="M10 13a5 5 0 0 0 7.54.54l3-3a5 5 0 0 0-7.07-7.07l-1.72 1.71" />
        <path d="M14 11a5 5 0 0 0-7.54-.54l-3 3a5 5 0 0 0 7.07 7.07l1.71-1.71" />
      </g>
    </svg>
  );
}
