import { shortcuts } from '../hooks/use-shortcuts';

/** The keys that work during a call. */
export function ShortcutList() {
  return (
    <dl>
      {shortcuts.map(({ keys, does }) => (
        <div
          key={keys}
          className="flex min-h-11 items-center justify-between gap-4 border-border not-last:border-b"
        >
          <dt>{does}</dt>
          <dd>
            <kbd className="inline-block min-w-8 rounded-lg bg-text/10 px-2 py-1 text-center font-sans text-sm font-medium">
              {keys}
            </kbd>
          </dd>
        </div>
      ))}
    </dl>
  );
}
