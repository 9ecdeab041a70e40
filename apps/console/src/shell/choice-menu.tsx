import { ActionIcon, Menu, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { chooseLanguage, languages, useWords } from '../language/language.ts';
import { signOut } from '../api/session.ts';

const themes: readonly MantineColorScheme[] = ['auto', 'light', 'dark'];

interface ChoiceMenuProps {
  readonly onHelp?: () => void;
  readonly onPalette?: () => void;
  readonly signedIn?: boolean;
}

/** The menu with language, theme, command palette, help and sign-out. */
export function ChoiceMenu({ onHelp, onPalette, signedIn = false }: ChoiceMenuProps) {
  const { t } = useWords();
  return (
    <Menu position="bottom-end" width={200} shadow="md" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('choices.open')} c="var(--ink)">
          <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" fill="currentColor">
            <path d="M3 5h14v1.600H3zM3 9.200h14v1.600H3zM3 13.400h14V15H3z" />
          </svg>
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <LanguageItems />
        <ThemeItems />
        <Menu.Divider />
        {onPalette && (
          <Menu.Item onClick={onPalette} rightSection={<span>Ctrl K</span>}>
            {t('palette.open')}
          </Menu.Item>
        )}
        {onHelp && (
          <Menu.Item onClick={onHelp} rightSection={<span>?</span>}>
            {t('help.title')}
          </Menu.Item>
        )}
        {signedIn && <SignOutItem />}
      </Menu.Dropdown>
    </Menu>
  );
}

function LanguageItems() {
  const { t, language } = useWords();
  return (
    <>
      <Menu.Label>{t('choices.language')}</Menu.Label>
      <Menu.RadioGroup
        value={language}
        onChange={(value) => void chooseLanguage(value === 'zh' ? 'zh' : 'en')}
      >
        {languages.map((each) => (
          <Menu.RadioItem key={each} value={each} lang={each === 'zh' ? 'zh-CN' : 'en'} closeMenuOnClick>
            {each === 'zh' ? '中文' : 'English'}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}

function ThemeItems() {
  const { t } = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      <Menu.Label>{t('choices.theme')}</Menu.Label>
      <Menu.RadioGroup
        value={colorScheme}
        onChange={(value) => setColorScheme(themes.find((each) => each === value) ?? 'auto')}
      >
        {themes.map((each) => (
          <Menu.RadioItem key={each} value={each} closeMenuOnClick>
            {t(`choices.${each}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
}

function SignOutItem() {
  const { t } = useWords();
  const queries = useQueryClient();
  const onSignOut = () =>
    void signOut()
      .catch(() => undefined)
      .finally(() => void queries.resetQueries());
  return <Menu.Item onClick={onSignOut}>{t('choices.signOut')}</Menu.Item>;
}
