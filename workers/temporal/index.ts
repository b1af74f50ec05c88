/** The driver of many machines, on Temporal. Loaded only where it is asked for: it brings a native library. */
export { createTemporal, type TemporalDriver, type TemporalOptions } from './driver.ts';
export { installRuntime } from './install-runtime.ts';
export { createServedClock } from './served-clock.ts';
