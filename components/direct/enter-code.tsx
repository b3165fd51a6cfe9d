import { type FormEvent, useRef, useState } from 'react';
import type { OfferCode } from '@/lib/direct/direct-code';
import { readOffer } from '@/lib/direct/direct-handshake';
import { FocusedHeading } from '../pages/focused-heading';
import { sayError } from '../say-error';
import { Button } from '../ui/button';
import { TextArea } from '../ui/text-area';
import { DirectFrame } from './direct-frame';
import { ScanButton } from './scan/scan-button';

interface EnterCodeProps {
  /** What the address held instead of a code that can be answered; empty when somebody is about to paste one. */
  initialText: string;
  onOffer: (offer: OfferCode) => void;
  onBack: () => void;
}

/** Why a text is no code to be answered, in words; `null` when it is one. */
function problemOf(text: string): string | null {
  const offer = readOffer(text);
  return offer.ok ? null : sayError(offer.code);
}

/** Takes the code that somebody was sent, pasted or scanned, and says what is wrong with anything else. */
export function EnterCode({ initialText, onOffer, onBack }: EnterCodeProps) {
  const [text, setText] = useState(initialText);
  const [error, setError] = useState(() => (initialText === '' ? null : problemOf(initialText)));
  const field = useRef<HTMLTextAreaElement>(null);

  function enter(code: string) {
    setText(code);
    const offer = readOffer(code);
    if (offer.ok) return onOffer(offer.value);
    setError(code.trim() === '' ? 'Paste the code you were sent.' : problemOf(code));
    field.current?.focus();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    enter(text);
  }

  return (
    <DirectFrame heading={<FocusedHeading title="Enter the code" />}>
      <form onSubmit={submit} noValidate className="mt-6">
        <TextArea
          ref={field}
          label="Code you were sent"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setError(null);
          }}
          error={error}
          placeholder="Paste the code or the link here"
          autoComplete="off"
          autoCapitalize="none"
          autoCorrect="off"
          spellCheck={false}
        />
        <div className="mt-4 flex flex-col gap-3 sm:flex-row sm:flex-wrap">
          <Button type="submit">Continue</Button>
          <ScanButton localMedia={null} onText={enter} />
          <Button variant="ghost" onClick={onBack}>
            Back
          </Button>
        </div>
      </form>
    </DirectFrame>
  );
}
