import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Site } from '@vialog/contracts';
import { call } from '../api/call.ts';
import { focusImpossibleNumber } from '../forms/number-field.tsx';
import { changesOfSite, inputOfSite, siteProblems, type SiteForm } from './site-form.ts';

/** Registers a site, or changes the given one. */
export function useSaveSite(site: Site | undefined, onSaved: (saved: Site) => void) {
  const queries = useQueryClient();
  const save = useMutation({
    mutationFn: (form: SiteForm) =>
      site
        ? call<Site>('PATCH', `/v1/sites/${site.siteId}`, changesOfSite(site, form))
        : call<Site>('POST', '/v1/sites', inputOfSite(form)),
    onSuccess: async (saved) => {
      await queries.invalidateQueries({ queryKey: ['sites'] });
      onSaved(saved);
    },
  });
  return {
    run: (form: SiteForm) => {
      if (!focusImpossibleNumber()) save.mutate(form);
    },
    busy: save.isPending,
    error: save.error,
    problems: siteProblems(save.error),
    saved: save.data,
  };
}
