export interface PersonLooks {
  skin: string;
  hair: string;
  cloth: string;
  hairStyle: 'curls' | 'bob' | 'scarf' | 'short';
}

interface PersonProps {
  /** The middle, and the line the shoulders stand on. */
  x: number;
  bottom: number;
  /** Height of the tile; the person is drawn on a square of 100 units scaled to it. */
  size: number;
  looks: PersonLooks;
}

/** What lies behind the head. */
function BackHair({ hair, hairStyle }: PersonLooks) {
  switch (hairStyle) {
    case 'curls':
      return (
        <g fill={hair}>
          <circle cx="50" cy="33" r="22" />
          <circle cx="31" cy="40" r="12" />
          <circle cx="69" cy="40" r="12" />
          <circle cx="35" cy="25" r="12" />
          <circle cx="65" cy="25" r="12" />
          <circle cx="50" cy="18" r="12" />
          <circle cx="31" cy="53" r="9" />
          <circle cx="69" cy="53" r="9" />
        </g>
      );
    case 'bob':
      return <path fill={hair} d="M29 42a21 22 0 0 1 42 0v19a6 6 0 0 1-6 6H35a6 6 0 0 1-6-6Z" />;
    case 'scarf':
    case 'short':
      return null;
  }
}

/** What lies over the forehead. */
function FrontHair({ hair, hairStyle }: PersonLooks) {
  switch (hairStyle) {
    case 'curls':
      return <path fill={hair} d="M34 39c2-12 10-16 16-16s14 4 16 16c-5-3-7-8-9-10-7 5-16 4-23 10Z" />;
    case 'bob':
      return (
        <path fill={hair} d="M33.5 43c0-13 7-20 16.5-20s16.5 7 16.5 20c-7-1-13-6-15-12-3 7-10 11-18 12Z" />
      );
    case 'scarf':
      return (
        <path
          fill={hair}
          fillRule="evenodd"
          d="M28 45c0-14 9-25 22-25s22 11 22 25c0 11-1 17 4 27-8 9-44 9-52 0 5-10 4-16 4-27Zm22-16c-8 0-13 6-13 15s5 19 13 19 13-10 13-19-5-15-13-15Z"
        />
      );
    case 'short':
      return (
        <path fill={hair} d="M33 42c-1-13 6-20 17-20s18 7 17 20c-2-5-4-8-6-9-8 1-17 1-22 0-2 1-4 4-6 9Z" />
      );
  }
}

/** Somebody seen from the shoulders up, with a hint of a face. */
export function Person({ x, bottom, size, looks }: PersonProps) {
  const scale = size / 100;
  return (
    <g transform={`translate(${x - 50 * scale} ${bottom - 100 * scale}) scale(${scale})`}>
      <BackHair {...looks} />
      <path fill={looks.cloth} d="M8 104c0-22 15-31 42-31s42 9 42 31Z" />
      <path fill={looks.skin} d="M43 58h14v14a7 6 0 0 1-14 0Z" />
      <ellipse cx="50" cy="44" rx="16.5" ry="19" fill={looks.skin} />
      <path fill="none" stroke="#00000022" strokeWidth="2" d="M44 63c4 2.5 8 2.5 12 0" />
      <FrontHair {...looks} />
      <g fill="none" stroke="#2a1712" strokeWidth="1.8" strokeLinecap="round">
        <path d="M42 44.5v1M58 44.5v1" />
        <path d="M45 53c3 2.800 7 2.800 10 0" />
      </g>
    </g>
  );
}
