import { Avatar } from '../ui/avatar';
import { whoIsHere } from './who-is-here';

interface PresenceProps {
  names: readonly string[];
  /** False until the server has told who is in. */
  isKnown: boolean;
}

/** The most faces shown beside the words. */
const avatarsShown = 3;

/** Who is already in the call, told aloud as it changes. Keeps its height, so that nothing jumps when it is known. */
export function Presence({ names, isKnown }: PresenceProps) {
  return (
    <div
      aria-live="polite"
      className="flex min-h-11 min-w-0 flex-1 basis-44 items-center gap-3 text-text-muted"
    >
      {isKnown ? (
        <>
          {names.length > 0 ? (
            <span className="flex shrink-0 -space-x-2.5">
              {names.slice(0, avatarsShown).map((name, index) => (
                // Two people may have one name, and an avatar holds no state.
                // biome-ignore lint/suspicious/noArrayIndexKey: see above.
                <Avatar key={index} name={name} className="w-9 border-2 border-surface" />
              ))}
            </span>
          ) : null}
          <p className="min-w-0 break-words">{whoIsHere(names)}</p>
        </>
      ) : null}
    </div>
  );
}
