import type { StreamStillGrant } from '@vialog/contracts';
import { call } from '../../api/call.ts';
import { inputOfForm } from '../../forms/camera-form.ts';
import { streamOfForm } from '../../forms/stream-of-form.ts';
import { useStills } from '../../stills/use-stills.ts';
import { withResult } from './change-draft.ts';
import type { WizardDraftModel } from './use-wizard-draft.ts';

const grantsPath = '/v1/streams/still-grants';

/** Pictures and trials of the stream that is entered, before it is registered. */
export function useStreamStills({ draft, setDraft }: WizardDraftModel) {
  const { form, opened } = draft;
  const { model, plan } = inputOfForm(form);
  return useStills({
    opened,
    settings: { model, plan },
    open: async (reason) => {
      const { grantId, expiresAt } = await call<StreamStillGrant>('POST', grantsPath, {
        reason,
        ...streamOfForm(form),
      });
      const grant = { path: `${grantsPath}/${grantId}`, expiresAt };
      setDraft((before) => withResult(before, form, { opened: grant, reason }));
    },
  });
}
