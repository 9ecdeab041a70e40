import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'attention', rootDir: import.meta.dirname };
