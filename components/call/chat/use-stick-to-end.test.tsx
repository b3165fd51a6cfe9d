// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { useStickToEnd } from './use-stick-to-end';

afterEach(cleanup);

function List({ lastId }: { lastId: string }) {
  const { list, hasMoreBelow, onScroll } = useStickToEnd(lastId, false);
  return (
    <div ref={list} onScroll={onScroll} role="log">
      {hasMoreBelow && 'more below'}
    </div>
  );
}

/** A list of that many pixels in a window of 100. */
function show(lastId: string) {
  const { rerender } = render(<List lastId={lastId} />);
  const list = screen.getByRole('log');
  const resize = (scrollHeight: number) =>
    Object.defineProperty(list, 'scrollHeight', { value: scrollHeight, configurable: true });
  Object.defineProperty(list, 'clientHeight', { value: 100, configurable: true });
  return {
    list,
    resize,
    scrollTo(scrollTop: number) {
      list.scrollTop = scrollTop;
      fireEvent.scroll(list);
    },
    add: (id: string) => rerender(<List lastId={id} />),
  };
}

test('whoever reads the end stays there when the lines break anew and the browser scrolls to keep its place', () => {
  const { list, resize, scrollTo, add } = show('first');
  resize(500);
  add('second');
  expect(list.scrollTop).toBe(500);
  resize(700);
  scrollTo(480);
  expect(list.scrollTop).toBe(700);
  resize(750);
  add('third');
  expect(list.scrollTop).toBe(750);
});

test('whoever reads further up stays there when something comes', () => {
  const { list, resize, scrollTo, add } = show('first');
  resize(500);
  add('second');
  scrollTo(200);
  resize(600);
  add('third');
  expect(list.scrollTop).toBe(200);
  expect(list.textContent).toBe('more below');
});
