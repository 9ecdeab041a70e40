import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState, type SyntheticEvent } from 'react';
import type { Site } from '@vialog/contracts';
import { FieldGroup } from '../../forms/camera-fields.tsx';
import styles from '../../forms/camera-form.module.css';
import { useFocusFirstError } from '../../forms/form-errors.tsx';
import { PositionMap } from '../../forms/position-map.tsx';
import { useUnsavedChangesPrompt } from '../../forms/unsaved-changes.ts';
import { useWords } from '../../language/language.ts';
import { errorText } from '../../shell/error-text.ts';
import { changesOfSite, emptySite, formOfSite, type SiteForm } from '../../sites/site-form.ts';
import { SiteNameFields, SitePlaceFields } from '../../sites/site-fields.tsx';
import { useSaveSite } from '../../sites/use-save-site.ts';
import room from './sites-room.module.css';

/** The form of a site; undefined for a new one. */
export function SiteEditor({ site }: { site: Site | undefined }) {
  const { t } = useWords();
  const edit = useSiteForm(site);
  const { form, change, save, changed } = edit;
  const fields = { form, change, problems: save.problems };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    save.run(form);
  };
  return (
    <form onSubmit={submit} className={room.form} noValidate>
      <FieldGroup title={site?.name ?? t('sites.add')}>
        <SiteNameFields {...fields} />
      </FieldGroup>
      <SitePlaceFields {...fields} />
      <PositionMap form={form} change={change} />
      <div className={styles.outcome}>
        {save.error && (
          <p className={styles.error} role="alert">
            {t('edit.failed')} {errorText(save.error, t)}
          </p>
        )}
        <div className={styles.buttons}>
          <Button type="submit" loading={save.busy} disabled={!changed}>
            {t(site ? 'edit.save' : 'sites.submit')}
          </Button>
        </div>
        {!changed && save.saved && (
          <p className={styles.saved} role="status">
            {t('sites.saved')}
          </p>
        )}
      </div>
    </form>
  );
}

function useSiteForm(site: Site | undefined) {
  const { t } = useWords();
  const navigate = useNavigate();
  const [form, setForm] = useState<SiteForm>(() =>
    site ? formOfSite(site) : emptySite(Intl.DateTimeFormat().resolvedOptions().timeZone),
  );
  const [created, setCreated] = useState(false);
  const save = useSaveSite(site, (saved) => {
    setForm(formOfSite(saved));
    if (site) return;
    setCreated(true);
    void navigate({ to: '/sites', search: { site: saved.siteId }, ignoreBlocker: true });
  });
  useFocusFirstError(save.error);
  const changed = site ? Object.keys(changesOfSite(site, form)).length > 0 : !created;
  const isTyped = site ? changed : !created && form.name !== '';
  useUnsavedChangesPrompt(isTyped, t('edit.confirmDiscard'));
  return {
    form,
    save,
    changed,
    change: (fields: Partial<SiteForm>) => setForm((before) => ({ ...before, ...fields })),
  };
}
