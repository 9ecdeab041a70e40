import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'tracking', rootDir: import.meta.dirname };
