import { useCallLink, useWhenAlone } from '../call-provider';
import { InviteLink } from '../panels/invite-link';

/** What one sees while alone: the way to stop being alone. */
export function EmptyStage() {
  const linkUrl = useCallLink();
  const whenAlone = useWhenAlone();
  return (
    <section
      aria-labelledby="empty-stage"
      // Clear of one's own tile: below on an upright phone, at the right on one that lies on its side.
      className="absolute inset-0 flex items-center justify-center px-2 pb-24 sm:pb-0 short:pr-[max(8.75rem,19%_+_1.25rem)] short:pb-0"
    >
      <div className="w-full max-w-md animate-enter text-center">
        <h2 id="empty-stage" className="text-2xl font-semibold tracking-tight">
          It’s just you here
        </h2>
        {linkUrl === null ? (
          whenAlone
        ) : (
          <>
            <p className="mx-auto mt-2 mb-6 max-w-sm text-balance text-text-muted">
              Send this link to the people you want to talk to. They join with one click.
            </p>
            <InviteLink linkUrl={linkUrl} />
          </>
        )}
      </div>
    </section>
  );
}
