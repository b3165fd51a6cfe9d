// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { ok } from '@/lib/protocol';
import { QrCode } from '../call/panels/qr-code';
import { createFakeCall } from '../testing/fake-call';
import { OwnCode } from './own-code';

afterEach(cleanup);

/** What is drawn of the code when it is handed over as a link to a page at `origin`. */
function drawnAt(origin: string): string | null | undefined {
  const toText = (code: string) => `${origin}/direct#${code}`;
  const props = { call: createFakeCall(), label: 'Code', onRestart: () => undefined };
  const { container } = render(<OwnCode {...props} code={ok('aCode')} toText={toText} />);
  return container.querySelector('svg[role=img] path')?.getAttribute('d');
}

function drawingOf(text: string): string | null | undefined {
  const { container } = render(<QrCode text={text} label="expected" />);
  return container.querySelector('path')?.getAttribute('d');
}

describe('the code of a direct call', () => {
  it('is drawn as the link with it, where others can open that', () => {
    expect(drawnAt('https://parley.example')).toBe(drawingOf('https://parley.example/direct#aCode'));
    expect(screen.queryByText(/this computer only/)).toBeNull();
  });

  it('is drawn alone where the link would lead a phone to itself, and that is said', () => {
    expect(drawnAt('http://localhost:3000')).toBe(drawingOf('aCode'));
    expect(screen.getByText(/This link works on this computer only/)).toBeTruthy();
  });
});
