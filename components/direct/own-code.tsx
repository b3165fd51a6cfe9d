import { Share2 } from 'lucide-react';
import { useId, useRef } from 'react';
import type { Call } from '@/lib/call/call';
import type { MadeCode } from '@/lib/direct/direct-handshake';
import { messages } from '@/lib/errors/messages';
import { QrCode } from '../call/panels/qr-code';
import { CopyButton } from '../copy-button';
import { CopyOutcome } from '../copy-outcome';
import { HereOnlyHint } from '../here-only-hint';
import { leadsHereOnly } from '../leads-here-only';
import { Button } from '../ui/button';
import { fieldClass } from '../ui/field-class';
import { Spinner } from '../ui/spinner';
import { useCopy } from '../use-copy';
import { useFocusHandover } from '../use-focus-handover';
import { useStore } from '../use-store';

interface OwnCodeProps {
  call: Call;
  code: MadeCode | null;
  /** The accessible name of the field that holds it. */
  label: string;
  /** What is handed over: the code itself, or a link with it. */
  toText: (code: string) => string;
  onRestart: () => void;
}

/** The code to hand over, with the ways to do it; or why there is none. */
export function OwnCode({ call, code, label, toText, onRestart }: OwnCodeProps) {
  const isAddressHidden = useStore(call.addressPrivacy.state, ({ isHidden }) => isHidden);
  return (
    <>
      {/* There from the beginning: what comes into it is said. It takes the focus when its button has done its work. */}
      <div role="status" tabIndex={-1} className="text-[0.9375rem] text-text-muted leading-snug outline-none">
        {code?.ok ? (
          <span className="sr-only">The code is ready.</span>
        ) : code ? (
          <>
            <p className="font-semibold text-danger-ink">{messages[code.code].title}</p>
            <p className="mt-0.5 mb-4">{`${messages[code.code].body} ${messages[code.code].action}`}</p>
            <Button onClick={onRestart}>Start again</Button>
          </>
        ) : isAddressHidden ? (
          <>
            <p className="font-semibold text-text">You hide your address on this device</p>
            <p className="mt-0.5 mb-4">
              With nothing in between, the other person’s device has to know it. You can hide it again before
              any other call.
            </p>
            <ShowButton onShow={() => call.setAddressHidden(false)} />
          </>
        ) : (
          <p className="flex items-center gap-2.5">
            <Spinner /> Making the code…
          </p>
        )}
      </div>
      {code?.ok ? <HandOver text={toText(code.value)} code={code.value} label={label} /> : null}
    </>
  );
}

function ShowButton({ onShow }: { onShow: () => void }) {
  const button = useRef<HTMLButtonElement>(null);
  useFocusHandover(button);
  return (
    <Button ref={button} onClick={onShow}>
      Show it to them
    </Button>
  );
}

const canShare = () => typeof navigator !== 'undefined' && 'share' in navigator;

function HandOver({ text, code, label }: { text: string; code: string; label: string }) {
  const isHereOnly = leadsHereOnly(text);
  const inputId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [status, copy] = useCopy(text);

  async function share() {
    try {
      await navigator.share({ text });
    } catch {
      // Closing the share sheet rejects, too: the code is still here.
      input.current?.select();
    }
  }

  return (
    <>
      <label htmlFor={inputId} className="sr-only">
        {label}
      </label>
      <div className="flex flex-wrap gap-3">
        <input
          ref={input}
          id={inputId}
          readOnly
          value={text}
          onFocus={(event) => event.target.select()}
          className={`${fieldClass} min-w-40 flex-1 text-ellipsis`}
        />
        <CopyButton label="Copy code" words="Copy" status={status} onClick={copy} />
        {canShare() ? (
          <Button variant="secondary" className="grow" icon={<Share2 className="size-5" />} onClick={share}>
            Share
          </Button>
        ) : null}
      </div>
      <CopyOutcome status={status} instead="Select the code above and copy it." />
      {isHereOnly ? <HereOnlyHint className="mt-3" /> : null}
      <QrCode
        // A page that was opened elsewhere takes the code as well, and the link would lead its device to itself.
        text={isHereOnly ? code : text}
        label={`QR code: ${label}`}
        className="mx-auto mt-4 w-full max-w-56 rounded-2xl lg:max-w-52"
      />
    </>
  );
}
