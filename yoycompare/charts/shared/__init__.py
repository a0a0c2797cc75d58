"""What several charts share: words, colours, scales, captions, room for text; a file that is a chart stands one folder up."""
