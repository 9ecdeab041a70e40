import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'detection', rootDir: import.meta.dirname };
