import preset from '../../jest.preset.mjs';

export default { ...preset, displayName: 'convert-tfjs', rootDir: import.meta.dirname };
