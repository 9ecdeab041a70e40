import { useEffect } from 'react';

const product = 'Vialog';

/** "Room – Vialog"; the product name alone without a room. */
export const pageTitle = (room: string | undefined): string => (room ? `${room} – ${product}` : product);

/** Sets the title of the browser tab while a room is shown. */
export function usePageTitle(room: string | undefined): void {
  useEffect(() => {
    document.title = pageTitle(room);
    return () => {
      document.title = product;
    };
  }, [room]);
}
