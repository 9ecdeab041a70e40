/**
 * Keeps the screen on while the page is visible, where the browser can (a page over HTTPS or on this computer). The browser ends
 * the lock when the page is hidden. Returns a function that ends it.
 */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | undefined;
  let isEnded = false;
  const request = (): void => {
    // Browsers without wake locks lack the property.
    const { wakeLock } = navigator as { readonly wakeLock?: WakeLock };
    if (isEnded || document.visibilityState !== 'visible' || !wakeLock) return;
    wakeLock.request('screen').then(
      (granted) => {
        if (isEnded) void granted.release();
        else lock = granted;
      },
      // Rejected by the browser, for example to save energy.
      () => undefined,
    );
  };
  document.addEventListener('visibilitychange', request);
  request();
  return () => {
    isEnded = true;
    document.removeEventListener('visibilitychange', request);
    void lock?.release();
  };
}
