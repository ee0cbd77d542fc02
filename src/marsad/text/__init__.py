"""Letters and words of Arabic: folding, tokens, sentences, numbers, inflection. Knows no news."""
