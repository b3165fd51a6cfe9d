import { type FormEvent, useEffect, useRef, useState } from 'react';
import type { Call } from '@/lib/call/call';
import type { DirectHandshake, MadeCode } from '@/lib/direct/direct-handshake';
import { messages } from '@/lib/errors/messages';
import { sayError } from '../say-error';
import { Button } from '../ui/button';
import { TextArea } from '../ui/text-area';
import { offerLink } from './direct-way';
import { OwnCode } from './own-code';
import { ScanButton } from './scan/scan-button';
import { Step } from './step';

interface HostStepsProps {
  call: Call;
  handshake: DirectHandshake;
  code: MadeCode | null;
  onRestart: () => void;
}

/** Two that can find each other have done so within a few seconds. */
const patienceMs = 20_000;

/** What whoever begins has to do: send the code, and enter what comes back. */
export function HostSteps({ call, handshake, code, onRestart }: HostStepsProps) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [search, setSearch] = useState<'none' | 'on' | 'long'>('none');
  const field = useRef<HTMLTextAreaElement>(null);
  const { title, body, action } = messages['direct-unconnected'];

  useEffect(() => {
    if (search !== 'on') return;
    const timer = setTimeout(() => setSearch('long'), patienceMs);
    return () => clearTimeout(timer);
  }, [search]);

  async function accept(answer: string) {
    setText(answer);
    const result = answer.trim() === '' ? null : await handshake.accept(answer);
    if (result?.ok) {
      setSearch('on');
      return;
    }
    setError(result ? sayError(result.code) : 'Paste the answer you were sent.');
    field.current?.focus();
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (search === 'none') void accept(text);
  }

  return (
    <>
      <ol className="list-none">
        <Step number={1} title="Send this code, or let them scan it">
          <OwnCode
            call={call}
            code={code}
            label="Code for the other person"
            toText={offerLink}
            onRestart={onRestart}
          />
        </Step>
        {code?.ok ? (
          <Step number={2} title="Enter the answer you get">
            <form onSubmit={submit} noValidate>
              <TextArea
                ref={field}
                label="Their answer"
                value={text}
                onChange={(event) => {
                  setText(event.target.value);
                  setError(null);
                }}
                error={error}
                readOnly={search !== 'none'}
                placeholder="Paste it here"
                autoComplete="off"
                autoCapitalize="none"
                autoCorrect="off"
                spellCheck={false}
                rows={2}
              />
              <div className="mt-3 flex flex-wrap gap-3">
                <Button type="submit" className="grow" isBusy={search !== 'none'}>
                  Connect
                </Button>
                <ScanButton localMedia={call.localMedia} onText={(scanned) => void accept(scanned)} />
              </div>
            </form>
          </Step>
        ) : null}
      </ol>
      <div role="status" className="mt-3 text-[0.9375rem] text-text-muted leading-snug">
        {search === 'on' ? <p>Looking for the other person’s device…</p> : null}
        {search === 'long' ? (
          <>
            <p className="font-semibold text-danger-ink">{title}</p>
            <p className="mt-0.5 mb-4">{`${body} ${action}`}</p>
            <Button variant="secondary" onClick={onRestart}>
              Start again
            </Button>
          </>
        ) : null}
      </div>
    </>
  );
}
