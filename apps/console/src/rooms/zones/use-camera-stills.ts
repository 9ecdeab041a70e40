import { useState } from 'react';
import type { Camera, StillGrant } from '@vialog/contracts';
import { call } from '../../api/call.ts';
import type { OpenedStills } from '../../stills/is-granted.ts';
import { useStills } from '../../stills/use-stills.ts';

/** A synthetic scene shows no person: its picture is shown without a reason, at any time. */
const always = '9999-12-31T23:59:59.999Z';

/** Pictures and trials of a registered camera. */
export function useCameraStills({ cameraId, streamKind }: Pick<Camera, 'cameraId' | 'streamKind'>) {
  const path = `/v1/cameras/${cameraId}`;
  const [opened, setOpened] = useState<OpenedStills | undefined>(
    streamKind === 'synthetic' ? { path, expiresAt: always } : undefined,
  );
  return useStills({
    opened,
    open: async (reason) => {
      const { expiresAt } = await call<StillGrant>('POST', `${path}/still-grants`, { reason });
      setOpened({ path, expiresAt });
    },
  });
}
