const pattern = /[#&]kiosk=([\w-]+)/;

/** The secret of the kiosk link in the fragment of the address. Browsers send no fragment, so that no log contains it. */
export const kioskSecretIn = (hash: string): string | undefined => pattern.exec(hash)?.[1];

/** Removes the secret from the address and the history of the browser. */
export function removeKioskSecret(): void {
  history.replaceState(null, '', location.pathname + location.search);
}

/** The link that opens the board of an address on a wall screen. */
export const kioskAddress = (
  { origin, search }: Pick<Location, 'origin' | 'search'>,
  secret: string,
): string => `${origin}/board${search}#kiosk=${secret}`;
