import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'registry-sql', rootDir: import.meta.dirname };
