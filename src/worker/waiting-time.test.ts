// A page that was busy itself has not waited.

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startWaiting } from './waiting-time.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('the callback comes after the time, once', () => {
  const callback = vi.fn();
  startWaiting(5000, callback);
  vi.advanceTimersByTime(4999);
  expect(callback).not.toHaveBeenCalled();
  vi.advanceTimersByTime(60_000);
  expect(callback).toHaveBeenCalledTimes(1);
});

test('a minute in which the page was busy ends one tick, and messages are heard before the next', () => {
  const callback = vi.fn();
  startWaiting(5000, callback);
  // The clock goes on, and the timer that is due comes late.
  vi.setSystemTime(Date.now() + 60_000);
  vi.advanceTimersToNextTimer();
  expect(callback).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(1);
});

test('who stops it is not called, at the start or in the midst', () => {
  const callback = vi.fn();
  startWaiting(5000, callback)();
  const stop = startWaiting(5000, callback);
  vi.advanceTimersByTime(2000);
  stop();
  vi.advanceTimersByTime(60_000);
  expect(callback).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});
