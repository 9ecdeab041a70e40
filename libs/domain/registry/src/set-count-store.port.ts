import type { SetCount } from '@vialog/contracts';

/** Keeps the set counts of sites with their history; none is changed or removed. */
export interface SetCountStore {
  add(count: SetCount): Promise<void>;
  /**
   * The newest set counts of a site by moment of the count; of several with the same moment, the one that was sent last
   * comes first. `before`: only counts of earlier moments, epoch ms.
   */
  ofSite(
    siteId: string,
    page: { readonly limit: number; readonly before?: number },
  ): Promise<readonly SetCount[]>;
}
