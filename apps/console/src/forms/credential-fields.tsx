import { Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { useWords } from '../language/language.ts';
import { ErrorMessage } from '../shell/error-message.tsx';
import styles from './camera-form.module.css';
import type { FieldsProps } from './camera-field.tsx';
import { flagSet } from './field-values.ts';

type CredentialFieldsProps = FieldsProps & {
  /** The server has a user name and password; it never returns them. */
  readonly hasCredentials?: boolean;
};

/** No new credentials; the stored ones are removed or kept. */
const emptied = (removes: boolean) => ({
  removesCredentials: removes ? flagSet : '',
  username: '',
  password: '',
});

/** User name and password of the stream. Stored ones are not shown: they can be replaced or removed. */
export function CredentialFields({ form, problems, change, hasCredentials = false }: CredentialFieldsProps) {
  const { t } = useWords();
  const { username, password } = form;
  const removesCredentials = form.removesCredentials === flagSet;
  const placeholder = hasCredentials && !removesCredentials ? t('add.savedSecret') : '';
  const errorOf = (field: 'username' | 'password') =>
    problems[field] !== undefined && (
      <ErrorMessage text={t(`fieldHint.${field}`)} serverText={problems[field]} />
    );
  return (
    <>
      <div className={styles.pair}>
        <TextInput
          label={t('field.username')}
          value={username}
          placeholder={placeholder}
          disabled={removesCredentials}
          autoComplete="off"
          spellCheck={false}
          error={errorOf('username')}
          onChange={(event) => change({ username: event.currentTarget.value })}
        />
        <PasswordInput
          label={t('field.password')}
          value={password}
          placeholder={placeholder}
          disabled={removesCredentials}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
          autoComplete="new-password"
          error={errorOf('password')}
          // Mantine sets it on text inputs, but not on the input of a password.
          aria-invalid={problems.password !== undefined}
          onChange={(event) => change({ password: event.currentTarget.value })}
        />
      </div>
      <p className={styles.hint}>{t(hasCredentials ? 'add.credentialsSaved' : 'add.credentialsHint')}</p>
      {hasCredentials && (
        <Checkbox
          label={t('add.removeCredentials')}
          checked={removesCredentials}
          onChange={(event) => change(emptied(event.currentTarget.checked))}
        />
      )}
    </>
  );
}
