// @vitest-environment happy-dom
import { cleanup, render } from '@testing-library/react';
import { Activity } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useChanges } from './use-changes';

const onChange = vi.fn<(before: string, now: string) => void>();

function Probe({ value }: { value: string }) {
  useChanges(value, onChange);
  return null;
}
const probe = (mode: 'visible' | 'hidden', value: string) => (
  <Activity mode={mode}>
    <Probe value={value} />
  </Activity>
);

afterEach(() => {
  cleanup();
  onChange.mockClear();
});

describe('useChanges', () => {
  it('reports a change with both values, and the first value not at all', () => {
    const { rerender } = render(probe('visible', 'one'));
    expect(onChange).not.toHaveBeenCalled();
    rerender(probe('visible', 'two'));
    expect(onChange.mock.calls).toEqual([['one', 'two']]);
  });

  it('reports nothing of what changed before it was first shown', () => {
    const { rerender } = render(probe('hidden', 'one'));
    rerender(probe('hidden', 'two'));
    rerender(probe('visible', 'three'));
    expect(onChange).not.toHaveBeenCalled();
    rerender(probe('visible', 'four'));
    expect(onChange.mock.calls).toEqual([['three', 'four']]);
  });

  it('reports nothing of what changed while it was hidden again', () => {
    const { rerender } = render(probe('visible', 'one'));
    rerender(probe('hidden', 'two'));
    rerender(probe('visible', 'three'));
    expect(onChange).not.toHaveBeenCalled();
  });
});
