import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { takeDisplayName } from '@/components/lobby/display-name';
import { NameField } from '@/components/lobby/name-field';
import { Button } from '@/components/ui/button';
import { useCall } from '../call-provider';
import { useAnnounce } from '../notices/announcer';

interface NameFormProps {
  /** The name until now. */
  displayName: string;
  onDone: () => void;
}

/** Asks for another name, which the others see at once and this device remembers. Escape leaves it as it is. */
export function NameForm({ displayName, onDone }: NameFormProps) {
  const call = useCall();
  const announce = useAnnounce();
  const [typed, setTyped] = useState(displayName);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);

  const save = (event: FormEvent) => {
    event.preventDefault();
    const name = takeDisplayName(typed);
    if (name !== displayName) {
      call.setDisplayName(name);
      announce(`Your name is ${name} now`);
    }
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    // The panel around it stays open.
    event.stopPropagation();
    if (!event.nativeEvent.isComposing) onDone();
  };

  return (
    <form onSubmit={save} onKeyDown={onKeyDown} noValidate className="animate-enter pt-2 pb-3">
      <NameField
        ref={field}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        enterKeyHint="done"
      />
      <div className="mt-2.5 flex justify-end gap-2">
        <Button variant="ghost" onClick={onDone}>
          Cancel
        </Button>
        <Button type="submit">Save</Button>
      </div>
    </form>
  );
}
