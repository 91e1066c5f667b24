//! `P`: reading the project from the disk and writing the site to it.

super::codes! {
    FOREIGN_FOLDER = "P001" "foreign-output-folder" Error
        "The output folder holds files, but no manifest of ours, so we did not write them and will \
         not overwrite or delete them. Choose an empty folder with `--output`, or move the files away.";
    CANNOT_WRITE = "P002" "cannot-write" Error
        "A file could not be written: the disk is full, the folder is read-only, or something of \
         another kind has its name. What was published before is still there, whole.";
    CANNOT_READ = "P003" "cannot-read" Error
        "A source file or folder could not be read. Check its permissions.";
    NOT_UTF8 = "P004" "not-utf8" Error
        "The file is not UTF-8 text. Save it as UTF-8 in your editor (often called \"Unicode\").";
    SYMLINK_OUTSIDE = "P005" "symlink-outside" Error
        "A symbolic link leads out of the project, so that the site would contain files nobody \
         reviewed with it, and would differ from machine to machine. Copy the file into the project.";
    BAD_FILE_NAME = "P006" "bad-file-name" Error
        "The file's name is not UTF-8 or holds control characters or a backslash. Rename it.";
    LOCKED = "P007" "output-locked" Error
        "Another build is writing to the same output folder. Wait for it, or choose another folder \
         with `--output`.";
    BAD_MANIFEST = "P008" "bad-manifest" Error
        "The manifest in the output folder cannot be read, so we no longer know which files are \
         ours. Move the folder away and build again.";
    OUTPUT_IN_SOURCES = "P009" "output-in-sources" Error
        "The output folder is, contains or lies inside `content/`, `data/` or `themes/`. A build \
         would read its own output or write among sources. Choose another folder.";
    OUTPUT_SYMLINK = "P010" "output-symlink" Error
        "Inside the output folder a symbolic link stands where a folder or file of the site has to \
         go. Writing through it would change files outside. Remove the link.";
    CANNOT_DELETE = "P011" "cannot-delete" Warning
        "A file that is no longer part of the site could not be deleted. The site is published; \
         remove the file by hand.";
}
