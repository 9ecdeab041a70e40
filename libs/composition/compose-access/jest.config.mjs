import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'compose-access', rootDir: import.meta.dirname };
