import tsdoc from "eslint-plugin-tsdoc";
import tseslint from "typescript-eslint";

const banned = [
  {
    selector:
      "PropertyDefinition[accessibility='private'], MethodDefinition[accessibility='private']",
    message: "Use #private.",
  },
  { selector: "ExportDefaultDeclaration", message: "Export by name." },
  { selector: "TSEnumDeclaration", message: "Use a union of strings." },
  {
    selector:
      ":matches(FunctionDeclaration, FunctionExpression, ArrowFunctionExpression) > Identifier.params > TSTypeAnnotation > TSBooleanKeyword",
    message:
      "A bare boolean parameter tells a reader nothing: use a union of strings or an options object.",
  },
];

/** The kernel is total, pure and synchronous: no statement that could make it otherwise. */
const bannedInKernel = [
  ...banned,
  { selector: "ThrowStatement, TryStatement", message: "The kernel never throws." },
  { selector: "AwaitExpression, [async=true]", message: "The kernel is synchronous." },
  { selector: "ClassDeclaration, ClassExpression", message: "The kernel has values, not classes." },
  { selector: "VariableDeclaration[kind!='const']", message: "The kernel binds constants only." },
  {
    selector: "ForStatement, WhileStatement, DoWhileStatement, ForOfStatement, ForInStatement",
    message: "Fold over a list instead.",
  },
  {
    selector:
      "TSAsExpression:not([typeAnnotation.typeName.name='const']), TSTypeAssertion, TSNonNullExpression",
    message: "The kernel does not cast.",
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: "No randomness.",
  },
];

export default tseslint.config(
  {
    ignores: [
      "**/*.gen.ts",
      ".build/",
      ".stryker-tmp/",
      ".ros2/",
      ".bench/",
      ".coalign/",
      "coverage/",
      "reports/",
      "test/fences/planted/",
    ],
  },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    plugins: { tsdoc },
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/strict-boolean-expressions": "error",
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/return-await": ["error", "always"],
      "@typescript-eslint/no-shadow": "error",
      "@typescript-eslint/consistent-type-definitions": "off",
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true, allowBoolean: true },
      ],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/consistent-indexed-object-style": "off",
      curly: "error",
      eqeqeq: "error",
      "no-param-reassign": "error",
      "no-restricted-syntax": ["error", ...banned],
      "no-warning-comments": "error",
      "max-lines": ["error", { max: 300, skipComments: true, skipBlankLines: true }],
      complexity: ["error", { max: 12, variant: "modified" }],
      "max-depth": ["error", 4],
      "tsdoc/syntax": "error",
    },
  },
  {
    files: ["src/kernel/**/*.ts"],
    rules: {
      "no-restricted-syntax": ["error", ...bannedInKernel],
      "no-restricted-globals": [
        "error",
        ...[
          "Date",
          "process",
          "console",
          "performance",
          "crypto",
          "globalThis",
          "setTimeout",
          "setInterval",
        ],
      ],
      "max-lines": ["error", 150],
      "max-lines-per-function": ["error", 30],
      complexity: ["error", { max: 8, variant: "modified" }],
    },
  },
  {
    files: ["*.config.ts"],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-empty-function": "off",
      "max-lines": "off",
    },
  },
);
