// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { useShortcuts } from './use-shortcuts';

function setUp(isDialogOpen = false) {
  const actions = {
    toggleMicrophone: vi.fn(),
    toggleCamera: vi.fn(),
    toggleScreen: vi.fn(),
    toggleChat: vi.fn(),
    togglePeople: vi.fn(),
    toggleHand: vi.fn(),
    showShortcuts: vi.fn(),
    startTalking: vi.fn(),
    stopTalking: vi.fn(),
  };
  const press = vi.fn();
  function Page() {
    useShortcuts(actions, isDialogOpen);
    return (
      <>
        <input aria-label="Name" />
        <textarea aria-label="Text" />
        <select aria-label="Camera">
          <option>One</option>
        </select>
        <p contentEditable suppressContentEditableWarning data-testid="editable">
          Words
        </p>
        <button type="button" onClick={press}>
          Press
        </button>
      </>
    );
  }
  render(<Page />);
  const called = () => Object.entries(actions).flatMap(([name, action]) => action.mock.calls.map(() => name));
  return { called, press };
}

afterEach(cleanup);

describe('The shortcuts', () => {
  it('do what the list says', async () => {
    const { called } = setUp();
    await userEvent.keyboard('mvscph?');
    expect(called()).toEqual([
      'toggleMicrophone',
      'toggleCamera',
      'toggleScreen',
      'toggleChat',
      'togglePeople',
      'toggleHand',
      'showShortcuts',
    ]);
  });

  it('work with caps lock on', async () => {
    const { called } = setUp();
    await userEvent.keyboard('M');
    expect(called()).toEqual(['toggleMicrophone']);
  });

  it.each(['Name', 'Text', 'Camera'])('are silent while typing in %s', async (label) => {
    const { called } = setUp();
    screen.getByLabelText(label).focus();
    await userEvent.keyboard('mvscp? ');
    expect(called().filter((name) => name !== 'stopTalking')).toEqual([]);
  });

  it('are silent in editable text', () => {
    const { called } = setUp();
    fireEvent.keyDown(screen.getByTestId('editable'), { key: 'm' });
    expect(called()).toEqual([]);
  });

  it.each(['ctrlKey', 'metaKey', 'altKey'])('leave keys with %s to the browser', (modifier) => {
    const { called } = setUp();
    fireEvent.keyDown(document.body, { key: 'm', [modifier]: true });
    fireEvent.keyDown(document.body, { key: ' ', code: 'Space', [modifier]: true });
    expect(called()).toEqual([]);
  });

  it('do nothing for a key that repeats', () => {
    const { called } = setUp();
    fireEvent.keyDown(document.body, { key: 'm', repeat: true });
    fireEvent.keyDown(document.body, { key: ' ', code: 'Space', repeat: true });
    expect(called()).toEqual([]);
  });

  it('talk for as long as the space bar is held', () => {
    const { called } = setUp();
    fireEvent.keyDown(document.body, { key: ' ', code: 'Space' });
    expect(called()).toEqual(['startTalking']);
    fireEvent.keyUp(document.body, { key: ' ', code: 'Space' });
    expect(called()).toEqual(['startTalking', 'stopTalking']);
  });

  it('stop talking when the page loses the keyboard', () => {
    const { called } = setUp();
    fireEvent.keyDown(document.body, { key: ' ', code: 'Space' });
    fireEvent.blur(window);
    expect(called()).toEqual(['startTalking', 'stopTalking']);
  });

  it('leave the space bar to a focused button', async () => {
    const { called, press } = setUp();
    screen.getByRole('button').focus();
    await userEvent.keyboard(' ');
    expect(press).toHaveBeenCalledOnce();
    expect(called()).not.toContain('startTalking');
  });

  it('reach only the devices while a dialogue is open', async () => {
    const { called } = setUp(true);
    await userEvent.keyboard('mvscp?');
    expect(called()).toEqual(['toggleMicrophone', 'toggleCamera']);
  });
});
