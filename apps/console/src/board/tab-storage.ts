/** Notes of this tab that survive a reload of its page. Where the browser keeps no storage, every note is missing. */
export const tabStorage: Pick<Storage, 'getItem' | 'setItem'> = {
  getItem: (key) => {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return null;
    }
  },
  setItem: (key, value) => {
    try {
      sessionStorage.setItem(key, value);
    } catch {
      // Storage is disabled or full.
    }
  },
};
