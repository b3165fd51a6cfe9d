'use client';

import { type FormEvent, useRef, useState } from 'react';
import { parseRoomLink } from '@/lib/crypto/room-link';
import { sayError } from '../say-error';
import { EarlyButton } from '../ui/early-button';
import { TextField } from '../ui/text-field';

/** The address of the call that a text links to, or what is wrong with it in words. */
async function readLink(text: string): Promise<URL | string> {
  // Web Crypto, which checks the link, is absent outside secure contexts.
  if (!isSecureContext) return sayError('devices-insecure-context');
  const link = await parseRoomLink(text, location.origin);
  return link.ok ? new URL(link.value.url) : sayError(link.code);
}

/** Takes a whole call link from wherever it was copied, and says what is wrong with one that leads nowhere. */
export function JoinForm() {
  const [error, setError] = useState<string | null>(null);
  const inputRef = useRef<HTMLInputElement>(null);

  async function join(event: FormEvent) {
    event.preventDefault();
    // From the field itself: it may have been filled in before React took it over.
    const text = inputRef.current?.value ?? '';
    const result = text.trim() === '' ? 'Paste the link you were sent.' : await readLink(text);
    if (result instanceof URL) {
      location.assign(result.href);
      return;
    }
    setError(result);
    inputRef.current?.focus();
  }

  return (
    <form
      onSubmit={join}
      noValidate
      className="mt-7 max-w-[30rem] border-border border-t pt-6 sm:mt-9 short:mt-4 short:border-t-0 short:pt-0"
    >
      <TextField
        ref={inputRef}
        label="Call link"
        onChange={() => setError(null)}
        error={error}
        placeholder="Paste it here"
        inputMode="url"
        autoComplete="off"
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        enterKeyHint="go"
        action={
          <EarlyButton type="submit" variant="secondary" className="min-h-12 shrink-0">
            Join
          </EarlyButton>
        }
      />
    </form>
  );
}
