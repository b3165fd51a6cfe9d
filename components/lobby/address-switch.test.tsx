// @vitest-environment happy-dom
import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { createStore } from '@/lib/store/store';
import { createFakeCall } from '../testing/fake-call';
import { AddressSwitch } from './address-switch';

afterEach(cleanup);

const show = (isHidden: boolean, hasRelay: boolean | null, isSeen = false) => {
  const call = {
    ...createFakeCall(),
    addressPrivacy: { state: createStore({ isHidden, isSeen, hasRelay }) },
  };
  render(<AddressSwitch call={call} />);
  return call;
};

describe('hiding the address', () => {
  it('is asked of the call', async () => {
    const call = show(false, true);
    await userEvent.click(screen.getByRole('switch', { name: 'Hide my address' }));
    expect(call.asked).toContainEqual(['setAddressHidden', true]);
  });

  it.each([false, null])('is not offered where no relay is known (%s)', (hasRelay) => {
    show(false, hasRelay);
    expect(screen.queryByRole('switch')).toBeNull();
  });

  it.each([true, false])('says so while somebody still sees it (a relay is known: %s)', (hasRelay) => {
    show(true, hasRelay, true);
    expect(screen.getByRole('switch', { description: /Not hidden yet.*leave and join again/ })).toBeDefined();
    cleanup();
    show(false, true, true);
    expect(screen.queryByText(/Not hidden yet/)).toBeNull();
  });

  it('can be ended where it makes calls impossible, and says that it does', () => {
    show(true, false);
    expect(screen.getByRole('switch', { name: 'Hide my address' })).toHaveProperty('checked', true);
    expect(screen.getByText(/nobody can be connected to you/)).toBeDefined();
  });
});
