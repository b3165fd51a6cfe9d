import { type FormEvent, useRef, useState } from 'react';
import type { HandshakeError } from '@/lib/direct/direct-handshake';
import { FocusedHeading } from '../pages/focused-heading';
import { sayError } from '../say-error';
import { Button } from '../ui/button';
import { TextArea } from '../ui/text-area';
import { DirectFrame } from './direct-frame';
import { ScanButton } from './scan/scan-button';

interface EnterCodeProps {
  /** What was tried already, and why it did not work. */
  text: string;
  error: HandshakeError | null;
  onEnter: (text: string) => void;
  onBack: () => void;
}

/** Takes the code that somebody was sent, pasted or scanned. */
export function EnterCode({ text, error, onEnter, onBack }: EnterCodeProps) {
  const [code, setCode] = useState(text);
  const [shown, setShown] = useState<string | null>(error && sayError(error));
  const field = useRef<HTMLTextAreaElement>(null);

  function submit(event: FormEvent) {
    event.preventDefault();
    setShown(error && sayError(error));
    if (code.trim() === '') setShown('Paste the code you were sent.');
    else onEnter(code);
    field.current?.focus();
  }

  return (
    <DirectFrame heading={<FocusedHeading title="Enter the code" />}>
      <form onSubmit={submit} noValidate className="mt-6">
        <TextArea
          ref={field}
          label="Code you were sent"
          value={code}
          onChange={(event) => {
            setCode(event.target.value);
            setShown(null);
          }}
          error={shown}
          placeholder="Paste the code or the link here"
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
        />
        <div className="mt-4 flex flex-col gap-3 sm:flex-row">
          <Button type="submit">Continue</Button>
          <ScanButton localMedia={null} onText={onEnter} />
          <Button variant="ghost" onClick={onBack}>
            Back
          </Button>
        </div>
      </form>
    </DirectFrame>
  );
}
