import type { CheckRun } from '@/lib/check/check-run';
import type { CheckRow } from '@/lib/check/finding';
import { Button } from '../ui/button';

interface DeviceActionsProps {
  row: CheckRow;
  run: CheckRun;
}

/** What a person can do at the row of a device; nothing at the others. */
export function DeviceActions({ row: { id, state, isAsking }, run }: DeviceActionsProps) {
  if (state === 'running') return null;
  if (id === 'camera' || id === 'microphone') {
    return (
      <Button variant="secondary" className="mt-3" onClick={() => void run.tryDevice(id)}>
        {`Test ${id}`}
      </Button>
    );
  }
  if (id !== 'speaker') return null;
  return (
    <div className="mt-3 flex flex-wrap gap-3">
      {isAsking ? (
        <>
          <Button variant="secondary" onClick={() => run.setHeard(true)}>
            Yes, I heard it
          </Button>
          <Button variant="secondary" onClick={() => run.setHeard(false)}>
            No
          </Button>
        </>
      ) : (
        <Button variant="secondary" onClick={() => void run.playSpeaker()}>
          Test speaker
        </Button>
      )}
    </div>
  );
}
