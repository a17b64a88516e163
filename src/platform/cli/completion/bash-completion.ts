import type { CommandNode, Values } from './command-tree';

/**
 * A completion script for bash 3.2 and later, without the package bash-completion. Everything but names of the server is in the script, so that
 * a Tab starts no process.
 */
export function bashCompletion(tree: readonly CommandNode[]): string {
  return `# Completion of japm for bash:  eval "$(japm completion bash)"
_japm_words() {
  case "$1" in
${tree.map((node) => `    ${quoted(node.path.join(' '))}) echo ${quoted(wordsOf(node))} ;;`).join('\n')}
  esac
}

# What follows an option of a command: a kind, or = and the words themselves. Options that take nothing have no line.
_japm_takes() {
  case "$1" in
${tree.flatMap(takesLines).join('\n')}
  esac
}

_japm_argument() {
  case "$1" in
${tree.flatMap(argumentLines).join('\n')}
  esac
}

_japm() {
  local current="\${COMP_WORDS[COMP_CWORD]}" path='' argument=0 index word project='' takes next kind name
  for ((index = 1; index < COMP_CWORD; index++)); do
    word="\${COMP_WORDS[index]}"
    if [[ $word == -* ]]; then
      takes="$(_japm_takes "$path $word")"
      if [[ -n $takes ]]; then
        index=$((index + 1))
        [[ $takes == projects ]] && project="\${COMP_WORDS[index]}"
      fi
    else
      next="\${path:+$path }$word"
      if [[ -n "$(_japm_words "$next")" ]]; then path="$next"; else argument=$((argument + 1)); fi
    fi
  done
  if ((index > COMP_CWORD)); then kind="$takes"
  elif [[ $current == -* ]]; then kind="=$(_japm_words "$path")"
  else
    kind="$(_japm_argument "$path $argument")"
    [[ -z $kind ]] && kind="=$(_japm_words "$path")"
  fi
  COMPREPLY=()
  case "$kind" in
    =*) COMPREPLY=($(compgen -W "\${kind#=}" -- "$current")) ;;
    files) compopt -o default 2>/dev/null ;;
    projects | environments)
      # Never compgen -W, which would run what a name has in $().
      while IFS= read -r name; do
        [[ -n $name && $name == "$current"* ]] && COMPREPLY+=("$(printf '%q' "$name")")
      done < <(JAPM_PROJECT="\${project:-$JAPM_PROJECT}" "\${COMP_WORDS[0]}" completion names "$kind" 2>/dev/null) ;;
  esac
}
complete -F _japm japm`;
}

const wordsOf = ({ commands, options }: CommandNode): string =>
  [...commands.map(({ name }) => name), ...options.flatMap(({ name, short }) => (short === null ? [name] : [name, short]))].join(' ');

const kindOf = (values: Values): string => (values.kind === 'words' ? `=${values.words.join(' ')}` : values.kind);

const takesLines = ({ path, options }: CommandNode): string[] =>
  options.flatMap(({ name, short, takes }) => {
    const patterns = [name, ...(short === null ? [] : [short])].map((each) => quoted([...path, each].join(' ')));
    return takes === null ? [] : [`    ${patterns.join(' | ')}) echo ${quoted(kindOf(takes))} ;;`];
  });

const argumentLines = ({ path, values }: CommandNode): string[] =>
  values.map((each, index) => `    ${quoted([...path, String(index)].join(' '))}) echo ${quoted(kindOf(each))} ;;`);

const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
