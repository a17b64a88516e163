import type { CommandNode, OptionWord, Values } from './command-tree';

/** A completion script for zsh, with descriptions: a function for each command, which zsh's own `_arguments` runs. */
export function zshCompletion(tree: readonly CommandNode[]): string {
  return `#compdef japm
# Completion of japm for zsh:  eval "$(japm completion zsh)", after compinit
_japm_names() {
  local project="\${opt_args[--project]:-\${opt_args[-p]:-$JAPM_PROJECT}}"
  local -a names=("\${(@f)$(JAPM_PROJECT=$project japm completion names $1 2>/dev/null)}")
  compadd -a names
}

${tree.map(functionOf).join('\n\n')}

compdef _japm japm`;
}

function functionOf({ path, commands, options, values }: CommandNode): string {
  const specs = options.map(optionSpec);
  const name = functionName(path);
  if (commands.length === 0)
    return `${name}() {\n  _arguments -s ${[...specs, ...values.map((each) => quoted(`:argument:${actionOf(each)}`))].join(' \\\n    ')}\n}`;
  return `${name}() {
  local curcontext="$curcontext" state line
  _arguments -C ${[...specs, "'1: :->command'", "'*:: :->rest'"].join(' \\\n    ')}
  case $state in
    command)
      local -a commands=(
${commands.map((each) => `        ${quoted(`${each.name}:${each.description}`)}`).join('\n')}
      )
      _describe command commands ;;
    rest)
      (( $+functions[${name}_$line[1]] )) && ${name}_$line[1] ;;
  esac
}`;
}

const functionName = (path: readonly string[]): string => ['_japm', ...path].join('_');

/** An argument of `_arguments`: `(-p --project)'{-p,--project}'[description]:value:action'`. */
function optionSpec({ name, short, description, takes }: OptionWord): string {
  const text = `[${description.replace(/[[\]:\\]/gu, String.raw`\$&`)}]`;
  const value = takes === null ? '' : `:value:${actionOf(takes)}`;
  const rest = quoted(text + value);
  return short === null ? quoted(name) + rest : `${quoted(`(${short} ${name})`)}{${short},${name}}${rest}`;
}

function actionOf(values: Values): string {
  if (values.kind === 'words') return `(${values.words.join(' ')})`;
  return { files: '_files', projects: '{_japm_names projects}', environments: '{_japm_names environments}', anything: ' ' }[values.kind];
}

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
